/** Which posts the engine takes when their time has come, as SQL. Literal, because a partial index is found by its text. */

import { duePostStatuses, type PostStatus, postStatusGroups } from '@hawker/core';

const listed = (statuses: readonly PostStatus[]) => statuses.map((status) => `'${status}'`).join(', ');

/** As `post_due_idx` has it. Its due time may still be to come, or missing while it waits for photos. */
export const isDue = `deleted_at IS NULL AND status IN (${listed(duePostStatuses)})`;

/** Those, and what is on its way: as `batch_count_running_idx` has it. */
export const isWaiting = `status IN (${listed(postStatusGroups.waiting)})`;
