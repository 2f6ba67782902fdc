import { Link } from '@remix-run/react';
import { Check } from 'lucide-react';
import { cn } from '../../components/cn.ts';

const steps = ['File', 'Check', 'Accounts', 'Publish'] as const;

interface StepperProps {
  /** 1 to 4. */
  current: number;
  /** Of the steps that can be gone back to, by number. */
  links?: Readonly<Record<number, string>>;
}

/** Where one is on the way from a file to posts. Each step is an address of its own. */
export function Stepper({ current, links = {} }: StepperProps) {
  return (
    <nav aria-label="Steps of the upload" className="mb-5">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        {steps.map((name, index) => {
          const step = index + 1;
          const link = links[step];
          const done = step < current;
          return (
            <li key={name} className="flex items-center gap-2" aria-current={step === current ? 'step' : undefined}>
              {index > 0 ? <span aria-hidden className="h-px w-8 bg-line max-sm:hidden" /> : null}
              <span
                aria-hidden
                className={cn(
                  'grid size-6 shrink-0 place-items-center rounded-full border font-medium text-xs',
                  step === current
                    ? 'border-accent bg-accent text-on-accent'
                    : done
                      ? 'border-accent text-accent-ink'
                      : 'border-edge text-ink-muted',
                )}
              >
                {done ? <Check className="size-3.5" strokeWidth={3} /> : step}
              </span>
              {done && link ? (
                <Link to={link} className="text-accent-ink underline-offset-2 hover:underline">
                  {name}
                </Link>
              ) : (
                <span className={step === current ? 'font-medium' : 'text-ink-muted'}>{name}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
