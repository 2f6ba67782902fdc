export { readListings } from './read-listings.ts';
export { writeZip } from './zip-writer.ts';
