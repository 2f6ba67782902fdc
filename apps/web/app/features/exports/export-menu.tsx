import { Download } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';

interface ExportMenuProps {
  /** The resource that writes the file. */
  address: string;
  /** The page's filters, as in its own address: with `?`, or empty. */
  filters: string;
}

/** Takes away what the page shows, all pages of it. */
export function ExportMenu({ address, filters }: ExportMenuProps) {
  const hrefOf = (form: string) => {
    const params = new URLSearchParams(filters);
    params.set('as', form);
    return `${address}?${params}`;
  };
  return (
    <Menu
      trigger={<Button icon={Download}>Export</Button>}
      entries={[
        { kind: 'download', label: 'As CSV', href: hrefOf('csv') },
        { kind: 'download', label: 'As XLSX', href: hrefOf('xlsx') },
      ]}
    />
  );
}
