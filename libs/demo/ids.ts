export { idOf } from '#libs/platform/database';
