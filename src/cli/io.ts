/** What a command may touch: streams, environment, folder. Tests put their own in. @module */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** A person is there to answer and to watch a progress bar. */
  readonly isInteractive: boolean;
  /** The terminal's width, where stdout is one. */
  readonly columns?: number | undefined;
  /** Whether what goes to stdout may have colours. */
  readonly hasColor: boolean;
  /** Whether what goes to stderr may have colours. */
  readonly hasErrorColor: boolean;
  /** Asks on stderr and gives the answer; rejects when the signal fires. Only called when interactive. */
  readonly ask: (question: string, signal: AbortSignal) => Promise<string>;
  /** Calls back at each interrupt (Ctrl-C, SIGTERM); the returned function stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** Ends a command with an exit code after everything was printed. */
export type ExitCode = 0 | 1 | 2 | 3;
