import type { Guarded } from '../../server/guard.server.ts';

/** The switches of channels; those of accounts and the acts on posts are sent to where every page sends them. */
export async function actOnQueue({ caller, request }: Guarded): Promise<{ ok: true }> {
  const form = await request.formData();
  const channel = String(form.get('channel') ?? '');
  switch (form.get('intent')) {
    case 'pause-channel':
      await caller.channels.pause({ channel });
      return { ok: true };
    case 'resume-channel':
      await caller.channels.resume({ channel });
      return { ok: true };
    default:
      throw new Response(null, { status: 400 });
  }
}
