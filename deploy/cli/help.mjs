/** Somebody asked for what we cannot do; the text says what to do instead. */
export class UsageError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const help = () => `npx spillway <noun> <verb> [options]

  status                     what runs here, and whether it is well
  call place  (or: call)     demonstration callers with a synthetic voice
      --to 1000              the number they dial
      --count 1              how many
      --rate 1               new calls a second
      --duration 30          seconds from answer to hanging up
      --from +48555000001    the first caller's number; the next ones count on from it
      --lang en              the caller's voice: en, pl or ru
      --press 1              keys to press, e.g. 1 or 9,2; "" presses none
      --press-after 8        seconds from answer to the first key
      --node a               which Asterisk node takes them
      --host, --port         call there instead of this installation
  service list
  service restart <name>
  number list                which number leads where
  sign-in list               demonstration sign-ins
  routing explain <interaction>   who was asked at each moment, and what kept each other agent out
      --user tess            who asks; the password is in SPILLWAY_PASSWORD (without it a demonstration sign-in)

Every command takes --json. The installation is found by SPILLWAY_HOME (default: .spillway in the checkout).
Exit codes: 0 done, 1 something is wrong, 2 misused, 3 nothing runs there.
`;
