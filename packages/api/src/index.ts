export { type Actor, type ApiContext, type ApiLog, type App, actorLabel } from './context.ts';
export { ProcessMeter } from './diagnostics/process-meter.ts';
export { RequestWork } from './diagnostics/request-work.ts';
export { forgetAnswers } from './forget-answers.ts';
export type { LiveHub, LiveMessage } from './live/hub.ts';
export { createLocalClient } from './local-client.ts';
export { type AppOptions, type OpenApp, openApp } from './open-app.ts';
export { type AppRouter, appRouter, type Caller, createCaller, type Inputs, type Outputs } from './router.ts';
export { exportRequest } from './routers/inputs.ts';
export { createCredentialBox } from './secrets/credential-box.ts';
export { loadSecretKey } from './secrets/secret-key.ts';
export type { Account } from './services/accounts.ts';
export type { Acted } from './services/actions.ts';
export { type Batch, isBatchSettled } from './services/batches.ts';
export { type CreatedUpload, receiveUpload } from './services/bring-upload.ts';
export { carryOnActions } from './services/carry-on.ts';
export type {
  DiagnosedAnswer,
  DiagnosedCache,
  DiagnosedProcedure,
  DiagnosedStatement,
  Diagnostics,
  StatementPlan,
} from './services/diagnostics.ts';
export { type ExportRequest, exportForms, openExport } from './services/export.ts';
export { type ChannelTrouble, getStats, getSystemStatus, type Stats, type SystemStatus } from './services/overview.ts';
export { addPhoto, type PhotoFile, readPhoto, type UploadedPhoto } from './services/photos.ts';
export type { PricePreview } from './services/price-preview.ts';
export { loadSample, readSamplePicture, type SampleProgress } from './services/sample.ts';
export { addSamplePosts, maxSamplePosts, type SamplePostsAdded } from './services/sample-posts.ts';
export { openSheetPhotos, type SheetPhotos } from './services/sheet-photos.ts';
export type { Sheet } from './services/sheets.ts';
export { createOwner, findActor, isSetUpToken, resetPassword, sessionLifetimeMs, signOut } from './services/sign-in.ts';
export { requireOpenUpload } from './services/uploads.ts';
export { domainErrorOf, type ErrorDetail, errorDetail } from './trpc.ts';
