import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, useState } from 'react';
import { IconButton } from './button.tsx';
import { Input } from './input.tsx';

interface SecretInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  /** What the eye shows: `access token`. */
  what: string;
}

/** For tokens and passwords: hidden until the person wants to see what was typed. */
export function SecretInput({ what, ...rest }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input {...rest} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" className="pr-11" />
      <span className="absolute top-1 right-1">
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? `Hide the ${what}` : `Show the ${what}`}
          size="sm"
          onClick={() => setShown(!shown)}
        />
      </span>
    </span>
  );
}
