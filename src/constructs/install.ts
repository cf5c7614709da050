/** Lays the Terraform provider beside a stack when the stack is synthesized. @module */
import { join } from "node:path";
import { Annotations, type TerraformStack } from "cdktf";
import { bundledProvider } from "../install/bundled.ts";
import { installProvider } from "../install/install.ts";
import { INSTALL_CONTEXT } from "../install/names.ts";
import { version } from "../install/version.ts";

/** Stacks that are seen to, with one provider or with several. */
const seen = new WeakSet<TerraformStack>();

const isTurnedOff = ({ node }: TerraformStack): boolean => {
  const wish: unknown = node.tryGetContext(INSTALL_CONTEXT);
  return wish === false || wish === "false";
};

/**
 * Makes the stack's synthesis, whoever starts it, also lay the provider into the stack's folder. `Testing.synth` writes no
 * folder and so lays nothing.
 *
 * @param find finds the provider's file
 */
export const installAtSynthesis = (stack: TerraformStack, find: () => string | undefined = bundledProvider): void => {
  if (seen.has(stack)) return;
  seen.add(stack);
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize: (session) => {
      if (isTurnedOff(stack)) {
        synthesizer.synthesize(session);
        return;
      }
      const provider = find();
      if (provider === undefined) {
        Annotations.of(stack).addWarning(
          "The Terraform provider does not lie beside the stack, for this copy of kongruent has none: its build makes it, " +
            "and bundling kongruent into an app leaves it behind. terraform init will not find it.",
        );
      }
      synthesizer.synthesize(session);
      if (provider === undefined) return;
      const { workingDirectory } = session.manifest.forStack(stack);
      const folder = join(session.outdir, workingDirectory);
      installProvider({ folder, version, provider, enough: ["registry.terraform.io"] });
    },
  };
};
