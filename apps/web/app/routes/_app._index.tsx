import type { MetaFunction } from '@remix-run/react';
import { PageHeader } from '../components/page.tsx';

export const meta: MetaFunction = () => [{ title: 'Overview · Hawker' }];

export default function Overview() {
  return <PageHeader title="Overview" />;
}
