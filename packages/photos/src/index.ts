export { type FetchPhotoOptions, fetchPhoto, type ResolvedAddress } from './fetch/fetch-photo.ts';
export { photoLimits, type StoredPhotoType, type UploadedPhotoType } from './limits.ts';
export { PhotoError, type PhotoErrorCode } from './photo-error.ts';
export { type PreparedPhoto, preparePhoto } from './prepare/prepare.ts';
export { sniffPhotoType } from './prepare/sniff.ts';
export { drawSamplePicture, type SampleListing, sampleListings } from './sample/sample.ts';
export type { PhotoStore } from './store.ts';
export { createDiskPhotoStore, type DiskPhotoStoreOptions } from './stores/disk.ts';
export { createS3PhotoStore, type S3PhotoStore, type S3PhotoStoreOptions } from './stores/s3.ts';
