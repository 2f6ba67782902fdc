import { askJson } from '../../components/ask-json.ts';
import { appendSelection, type PostChoice } from '../posts/post-choice.ts';
import { type ActByHand, byHandSentence, type PostsByHand } from './by-hand-words.ts';

/** What is to be said before the act of those that a person uploads; null where there are none. */
export async function askByHand(act: ActByHand, choice: PostChoice): Promise<string | null> {
  const body = new URLSearchParams({ act });
  appendSelection(body, choice);
  return byHandSentence(act, await askJson<PostsByHand>('/posts/by-hand', { method: 'POST', body }));
}
