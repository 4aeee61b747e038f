export { inALine } from '#libs/platform/words';
