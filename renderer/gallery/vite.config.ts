import { buildOf } from '../vite.config.ts';

/** For those who build pages, and no part of the product. */
export default buildOf({ gallery: 'Gallery' }, '../test-results/gallery');
