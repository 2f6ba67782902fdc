import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import { Lock, type LucideIcon, SearchX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useDocumentFacts } from './document-context.tsx';

interface Explanation {
  icon: LucideIcon;
  title: string;
  text: ReactNode;
  /** Whether the very same request may go well the next time. */
  isPassing: boolean;
}

/** What a thrown answer may bring: a sentence for the person, and the id that the log has. */
function fromAnswer(error: unknown): { message: string | undefined; requestId: string | undefined } {
  const body: unknown = isRouteErrorResponse(error) ? error.data : null;
  const text = (key: 'message' | 'requestId') => {
    const value = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { message: text('message'), requestId: text('requestId') };
}

function explain(error: unknown): Explanation {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404) {
    return {
      icon: SearchX,
      title: 'There is nothing here',
      text: 'The page does not exist, or what it showed was deleted. Check the address, or start from the overview.',
      isPassing: false,
    };
  }
  if (status === 401 || status === 403) {
    return {
      icon: Lock,
      title: 'You may not see this',
      text: 'Your account has no right to this page. Ask the owner of this Hawker, or sign in as somebody else.',
      isPassing: false,
    };
  }
  return {
    icon: TriangleAlert,
    title: 'Something went wrong on our side',
    text: 'Nothing you did is lost. Try again; if it happens again, give the request below to whoever runs this Hawker.',
    isPassing: true,
  };
}

/** The page of a route that failed: 404, 403, and everything else as 500. For a whole page and inside the frame. */
export function ErrorPage() {
  const error = useRouteError();
  const facts = useDocumentFacts();
  const { icon, title, text, isPassing } = explain(error);
  const { message, requestId } = fromAnswer(error);
  const isFirstPage = useIsFirstPage();
  return (
    <ErrorState
      headingLevel={1}
      icon={icon}
      title={title}
      tone={isPassing ? 'bad' : 'neutral'}
      requestId={requestId ?? (isFirstPage ? facts.requestId : undefined)}
      actions={
        <>
          {isPassing ? <Button onClick={() => window.location.reload()}>Try again</Button> : null}
          <ButtonLink to="/" variant="primary">
            Go to the overview
          </ButtonLink>
        </>
      }
    >
      {message ?? text}
    </ErrorState>
  );
}

/** Whether this error came with the document itself: only then is the document's request the one that failed. */
function useIsFirstPage(): boolean {
  const { key } = useLocation();
  const first = useRef(firstKey ?? key);
  // The server renders one page and is done; the browser remembers where it began.
  if (typeof document !== 'undefined') {
    firstKey ??= key;
  }
  return first.current === key;
}

let firstKey: string | undefined;
