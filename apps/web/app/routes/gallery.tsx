import { postStatuses } from '@hawker/core';
import { Layers, Plus, Settings, Trash2, Upload } from 'lucide-react';
import { useState } from 'react';

const accountStatuses = ['active', 'paused', 'blocked'] as const;

import { Banner } from '../components/banner.tsx';
import { Button, ButtonLink, IconButton } from '../components/button.tsx';
import { Sparkline, StackedBars } from '../components/charts.tsx';
import { CheckboxField, RadioCards, Switch } from '../components/choice.tsx';
import { useConfirm } from '../components/confirm.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Field } from '../components/field.tsx';
import { Input, Select, Textarea } from '../components/input.tsx';
import { Menu } from '../components/menu.tsx';
import { countOf, Money } from '../components/number.tsx';
import { Card, EmptyState, PageHeader, SkeletonRows } from '../components/page.tsx';
import { Pagination } from '../components/pagination.tsx';
import { Photo } from '../components/photo.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { ExactTime, RelativeTime } from '../components/relative-time.tsx';
import { AccountStatusPill, PostStatusPill } from '../components/status-pill.tsx';
import { SelectAllTh, SelectTd, Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../components/table.tsx';
import { TabLinks, Tabs } from '../components/tabs.tsx';
import { TextLink } from '../components/text-link.tsx';
import { Tile, Tiles } from '../components/tile.tsx';
import { useToast } from '../components/toast.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import { Frame } from '../features/frame/frame.tsx';

const titles = [
  'Oak dining table, seats six',
  'Velvet armchair',
  'A very long title that goes on and on so that we can see what happens to a row when a person writes everything they know about it',
  'كرسي خشبي قديم بحالة جيدة',
  'Brass reading lamp',
  'Set of four bentwood chairs',
  'Wool rug 200 x 300',
];

export default function Gallery() {
  const [chosen, setChosen] = useState<readonly number[]>([1]);
  const toast = useToast();
  const ask = useConfirm();
  return (
    <Frame
      me={{ email: 'owner@shop.example' }}
      live={{ kind: 'live', publishing: 3 }}
      banners={
        <Banner
          shape="page"
          tone="bad"
          title="No worker is running, so nothing is being published."
          action={<Button size="sm">Show what to do</Button>}
        >
          The last one was seen 2 minutes ago.
        </Banner>
      }
    >
      <PageHeader
        title="Posts"
        description="12,431 match"
        actions={
          <>
            <Button icon={Upload}>Export</Button>
            <Button variant="primary">Publish 38 selected</Button>
          </>
        }
      />
      <div className="grid gap-6">
        <Tiles label="Today">
          <Tile label="Published today" count={128} to="/posts" hue="good" />
          <Tile label="Waiting" count={412} to="/posts" />
          <Tile label="Needs you" count={7} to="/posts" hue="caution" />
          <Tile label="Failed" count={3} to="/posts" hue="bad" />
          <Tile label="Accounts" count={5} to="/accounts" note="1 blocked" />
        </Tiles>
        <Card title="Now publishing" aside={<TextLink to="/posts">All batches</TextLink>}>
          <ProgressBar label="Batch" done={128} failed={12} total={250} />
        </Card>
        <Card title="Last 14 days">
          <StackedBars
            title="Posts of the last 14 days"
            goodWord="Published"
            badWord="Failed"
            days={Array.from({ length: 14 }, (_, i) => ({
              label: `${9 + i} Nov`,
              shortLabel: String(9 + i),
              good: (i * 37) % 120,
              bad: i % 5 === 0 ? 7 : 0,
            }))}
          />
        </Card>
        <Card flush>
          <Table label="Posts">
            <TableHead>
              <SelectAllTh name="all posts on this page" state="some" onChange={() => undefined} />
              <Th label="Photo" className="w-10" />
              <Th>Title</Th>
              <Th>Account</Th>
              <Th numeric>Price</Th>
              <Th>Status</Th>
              <Th from="md">When</Th>
              <Th from="lg">Trend</Th>
              <Th label="Acts" />
            </TableHead>
            <TableBody>
              {postStatuses.map((status, i) => (
                <Tr key={status} selected={chosen.includes(i)}>
                  <SelectTd
                    name={titles[i % 7] ?? ''}
                    checked={chosen.includes(i)}
                    onChange={(on) => setChosen(on ? [...chosen, i] : chosen.filter((c) => c !== i))}
                  />
                  <Td card="photo" className="sm:pr-0">
                    <Photo src={i % 2 ? null : '/favicon-missing.png'} alt="" />
                  </Td>
                  <TitleTd text={titles[i % 7] ?? ''}>
                    <TextLink to="/posts" look="quiet">
                      {titles[i % 7]}
                    </TextLink>
                  </TitleTd>
                  <Td card="meta" className="whitespace-nowrap">
                    Berlin furniture
                  </Td>
                  <Td card="end" numeric>
                    <Money amountMinor={123450} currency="EUR" />
                  </Td>
                  <Td card="status">
                    <PostStatusPill status={status} />
                  </Td>
                  <Td from="md" card="end2" className="whitespace-nowrap text-ink-muted">
                    <RelativeTime at={Date.UTC(2026, 10, 22, 12 + i)} />
                  </Td>
                  <Td from="lg">
                    <Sparkline label="x" values={[1, 4, 2, 6, 5, 9, i]} />
                  </Td>
                  <Td>
                    <Menu
                      trigger={<IconButton size="sm" icon={Settings} label={`Acts on ${titles[i % 7]}`} />}
                      entries={[
                        { kind: 'act', label: 'Edit', onSelect() {} },
                        { kind: 'separator', before: 'd' },
                        { kind: 'act', label: 'Delete', danger: true, icon: Trash2, onSelect() {} },
                      ]}
                    />
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
          <Pagination label="posts" newerCursor={null} olderCursor="abc">
            {countOf(12431, 'post')} match
          </Pagination>
        </Card>
        <Card title="Buttons">
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="primary" icon={Plus}>
              New listing
            </Button>
            <Button>Secondary</Button>
            <Button variant="ghost">Ghost</Button>
            <Button variant="danger" icon={Trash2}>
              Delete
            </Button>
            <Button variant="primary" busy>
              Publish 250 posts
            </Button>
            <Button disabled>Disabled</Button>
            <Button size="sm">Small</Button>
            <Button size="lg" variant="primary">
              Sign in
            </Button>
            <IconButton icon={Settings} label="Settings" />
            <ButtonLink to="/gallery">A link</ButtonLink>
            <Tooltip content="More about this">
              <Button variant="ghost">Tooltip</Button>
            </Tooltip>
            <Button
              onClick={() => toast({ text: 'Listing “Oak dining table, seats six” deleted', undo: () => undefined })}
            >
              Toast
            </Button>
            <Dialog
              title="Choose accounts"
              description="The posts go to each of them."
              trigger={<Button>Dialog</Button>}
              footer={
                <>
                  <Button>Cancel</Button>
                  <Button variant="primary">Choose 5 accounts</Button>
                </>
              }
            >
              <Switch label="Berlin" />
              <Switch label="Hamburg" defaultChecked />
            </Dialog>
            <Button
              variant="danger"
              onClick={async () => {
                if (
                  await ask({
                    title: 'Delete “Oak dining table, seats six”?',
                    description: 'Its 5 posts that wait are canceled. Posts that are live stay at the marketplace.',
                    confirmLabel: 'Delete listing',
                    cancelLabel: 'Keep listing',
                  })
                )
                  toast({ text: 'Deleted' });
              }}
            >
              Confirm
            </Button>
          </div>
          <div className="mt-4 flex flex-wrap gap-2">
            {accountStatuses.map((s) => (
              <AccountStatusPill key={s} status={s} />
            ))}
          </div>
          <p className="mt-4 text-sm">
            <ExactTime at={Date.UTC(2026, 10, 24, 13, 30)} zone="Europe/Berlin" />, today{' '}
            <ExactTime at={Date.now()} zone="America/New_York" />
          </p>
        </Card>
        <div className="grid gap-6 md:grid-cols-2">
          <Card title="Form">
            <div className="grid gap-5">
              <Field label="Title" required limit={{ used: 74, max: 80, channel: 'eBay' }}>
                {(c) => <Input {...c} defaultValue="Oak dining table, seats six" />}
              </Field>
              <Field label="Price" required error="The price must be more than zero." hint="Write it like 12.50.">
                {(c) => <Input {...c} defaultValue="0" />}
              </Field>
              <Field label="Description" limit={{ used: 5120, max: 5000 }}>
                {(c) => <Textarea {...c} rows={3} />}
              </Field>
              <Field label="Condition">
                {(c) => (
                  <Select {...c}>
                    <option>Used, like new</option>
                  </Select>
                )}
              </Field>
              <CheckboxField label="Offer shipping" hint="Where the channel can." defaultChecked />
              <Switch label="Pause while I am away" hint="Nothing goes out until you switch it back." defaultChecked />
              <RadioCards
                legend="When"
                name="when"
                defaultValue="now"
                columns={2}
                options={[
                  { value: 'now', label: 'Now', hint: 'As fast as each account’s pace allows' },
                  { value: 'later', label: 'At a time', hint: 'You choose the day' },
                ]}
              />
            </div>
          </Card>
          <div className="grid content-start gap-6">
            <Card>
              <EmptyState
                icon={Layers}
                title="No posts yet"
                actions={
                  <>
                    <Button variant="primary" icon={Upload}>
                      Upload a file
                    </Button>
                    <Button>Write a listing</Button>
                  </>
                }
              >
                A post is one listing on one account. Bring a spreadsheet of listings and choose the accounts.
              </EmptyState>
            </Card>
            <Card>
              <ErrorState
                title="The posts could not be read"
                requestId="9f3c2b7e-aaaa"
                actions={<Button>Try again</Button>}
              >
                The database did not answer. Try again in a moment.
              </ErrorState>
            </Card>
            <Card title="Loading" flush>
              <SkeletonRows rows={3} />
            </Card>
            <Tabs
              label="Parts"
              tabs={[
                { value: 'a', label: 'Attempts', count: 3, content: 'Three attempts' },
                { value: 'b', label: 'Events', count: 12, content: 'Twelve' },
              ]}
            />
            <TabLinks
              label="Pages"
              tabs={[
                { to: '/gallery', label: 'General' },
                { to: '/x', label: 'Tokens' },
              ]}
            />
            {(['info', 'good', 'caution', 'bad'] as const).map((t) => (
              <Banner key={t} tone={t} title="The channel asked for fewer calls.">
                It goes on at 14:30.
              </Banner>
            ))}
          </div>
        </div>
      </div>
    </Frame>
  );
}
