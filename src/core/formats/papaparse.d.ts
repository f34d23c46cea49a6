// The part of papaparse that is used here. Its published types name the DOM and Node, which core does not know.
declare module 'papaparse' {
  export interface ParseError {
    readonly code: string;
    readonly message: string;
    readonly row?: number;
  }
  export interface ParseResult {
    readonly data: string[][];
    readonly errors: readonly ParseError[];
  }
  const papaparse: {
    parse(
      text: string,
      options: {
        readonly delimiter: string;
        readonly skipEmptyLines?: boolean;
        step?(result: { readonly data: string[]; readonly errors: readonly ParseError[] }): void;
      },
    ): ParseResult;
    unparse(
      rows: readonly (readonly (string | number | null | undefined)[])[],
      options: {
        readonly newline: string;
        readonly quotes?: boolean;
        readonly escapeFormulae?: boolean;
      },
    ): string;
  };
  export default papaparse;
}
