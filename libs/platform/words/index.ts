/** Numbers, days, money and titles as people read them, the same on a page as in a file. */
export {
  addressOf,
  beginning,
  count,
  day,
  dayAndTime,
  inALine,
  month,
  number,
  pounds,
  poundsPer,
  slug,
} from './words.ts';
