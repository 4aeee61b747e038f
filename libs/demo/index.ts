/**
 * Seeds: the demo network (fictional people and organisations, told by files under data/), one of everything to check
 * who may read what (access), and many of everything to measure by (volume).
 *
 * Promises: never in production; the demo network goes into an empty database only, all of it or nothing; the same seed
 * gives the same ids. This lib writes tables of every other lib, which no other may: it makes a whole network at once,
 * as a restore from a backup does, and it stands above all of them.
 */
export { type AccessSeeded, AccessSeed } from './access-seed.ts';
export { DEMO_PASSWORD, DEMO_SIGN_INS, type DemoSignIn, demoSignInLines } from './demo-sign-ins.ts';
export { type DatabaseState, DemoNetwork, type OnProgress } from './demo-network.ts';
export { NeverInProduction, NotEmpty } from './demo.errors.ts';
export { DemoModule } from './demo.module.ts';
export { type Volume, volumeEmail, volumeToken } from './volume/volume.ts';
export { type OnVolumeProgress, VolumeSeed } from './volume/volume-seed.ts';
