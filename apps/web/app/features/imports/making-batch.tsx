import { ProgressBar } from '../../components/progress-bar.tsx';
import { useUploadProgress } from '../live/use-live.ts';

/** While the batch is being made: how many of its rows are taken. Nothing for a small one, which is there at once. */
export function MakingBatch({ uploadId }: { uploadId: string }) {
  const progress = useUploadProgress(uploadId);
  return (
    <div role="status" className="grid gap-2 text-sm">
      {progress ? (
        <>
          <p>Making the batch. It is there whole or not at all.</p>
          <ProgressBar label="Rows taken" done={progress.done} total={progress.total} />
        </>
      ) : null}
    </div>
  );
}
