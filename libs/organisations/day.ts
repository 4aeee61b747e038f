/** What a council is depends on the day: who asks may give another, as tests do. */
export const today = (): string => new Date().toISOString().slice(0, 10);
