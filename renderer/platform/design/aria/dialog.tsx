import './style-without-elements.ts';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { usePartTexts } from '../part-texts.ts';
import { Button } from '../button.tsx';
import { HeadingLevel } from '../notice.tsx';

type DialogProps = {
  title: string;
  isOpen: boolean;
  /** Escape, the closing button, or what the content asks for. */
  onClose: () => void;
  /** Something that must be answered: read out as a whole, and not closed by a click beside it. */
  alert?: boolean;
  /** What can be done; without it there is a button that closes. */
  actions?: ReactNode;
  children: ReactNode;
};

/** Above the page, which waits: the focus goes in, stays in, and goes back to where it was. */
export function Dialog({ title, isOpen, onClose, alert = false, actions, children }: DialogProps) {
  const { close } = usePartTexts().dialog;
  return (
    <ModalOverlay
      className="dialog-backdrop"
      isOpen={isOpen}
      isDismissable={!alert}
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className="dialog">
        <AriaDialog className="stack" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <HeadingLevel value={3}>{children}</HeadingLevel>
          <div className="row">{actions ?? <Button onClick={onClose}>{close}</Button>}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
