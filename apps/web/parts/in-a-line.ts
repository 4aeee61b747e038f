/** A label in the middle of a line: "County council" loses its capital, "NHS body" and "Welsh principal area" keep it. */
export const inALine = (label: string): string =>
  /^([A-Z]{2}|London|Welsh|Wales|Scottish|Scotland|Northern)/.test(label)
    ? label
    : label.charAt(0).toLowerCase() + label.slice(1);
