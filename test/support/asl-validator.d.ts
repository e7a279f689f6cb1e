declare module 'asl-validator' {
  /** @see https://github.com/ChristopheBougere/asl-validator */
  export default function validate(definition: unknown): {
    readonly isValid: boolean;
    errorsText(separator: string): string;
  };
}
