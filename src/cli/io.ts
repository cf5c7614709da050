/** What a command may touch: streams, environment, folder. Tests put their own in. @module */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** A person is there to answer and to watch a progress bar. */
  readonly isInteractive: boolean;
  readonly hasColor: boolean;
  /** Asks and gives the answer; only called when interactive. */
  readonly ask: (question: string) => Promise<string>;
  /** Calls back at each interrupt (Ctrl-C, SIGTERM); the returned function stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** Ends a command with an exit code after everything was printed. */
export type ExitCode = 0 | 1 | 2 | 3;
