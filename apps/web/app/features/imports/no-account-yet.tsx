import { Users } from 'lucide-react';
import { ButtonLink } from '../../components/button.tsx';
import { Card, EmptyState } from '../../components/page.tsx';

/** Without an account there is nothing to choose. */
export function NoAccountYet() {
  return (
    <Card>
      <EmptyState
        icon={Users}
        title="No account yet"
        actions={
          <ButtonLink to="/accounts/new" variant="primary">
            Connect an account
          </ButtonLink>
        }
      >
        Posts go out through your accounts. Connect one, then come back: your upload is kept.
      </EmptyState>
    </Card>
  );
}
