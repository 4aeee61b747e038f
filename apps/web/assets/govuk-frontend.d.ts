/** govuk-frontend ships no types; this is what our scripts use of it. */
declare module 'govuk-frontend' {
  /** Made for each element whose `data-module` is its `moduleName`. */
  interface ComponentClass {
    new ($root: Element): object;
    readonly moduleName: string;
  }

  export const Button: ComponentClass;
  export const CharacterCount: ComponentClass;
  export const Checkboxes: ComponentClass;
  export const ErrorSummary: ComponentClass;
  export const PasswordInput: ComponentClass;
  export const SkipLink: ComponentClass;

  /** What fails is written to the console and leaves the page as it was. */
  export function createAll(Component: ComponentClass, config?: undefined, scope?: Element): object[];
}
