import { askJson } from '../../components/ask-json.ts';
import { appendSelection, type PostChoice } from '../posts/post-choice.ts';
import { type ActByHand, byHandSentence, type PostsByHand } from './by-hand-words.ts';

export interface ByHandNote {
  /** Of how many posts it is said. */
  posts: number;
  sentence: string;
}

/** What is to be said before the act of those that a person uploads; null where there are none. */
export async function askByHand(act: ActByHand, choice: PostChoice): Promise<ByHandNote | null> {
  const body = new URLSearchParams({ act });
  appendSelection(body, choice);
  const found = await askJson<PostsByHand>('/posts/by-hand', { method: 'POST', body });
  const sentence = byHandSentence(act, found);
  return sentence === null ? null : { posts: found.total, sentence };
}
