export {
  addressOf,
  beginning,
  count,
  day,
  dayAndTime,
  month,
  number,
  pounds,
  poundsPer,
  slug,
} from '#libs/platform/words';
