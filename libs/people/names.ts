/**
 * "Rosa" of "Rosa Velthorne": what stands beside what a person writes, for everyone. The whole name is on their profile,
 * for members.
 */
export const firstNameOf = (name: string): string => name.split(/\s+/)[0] ?? name;
