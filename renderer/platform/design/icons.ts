/** The icons of the product, one by one, so that a page brings those that it shows and no others. */
export { default as ArrowDown } from 'lucide-react/icons/arrow-down';
export { default as ArrowUp } from 'lucide-react/icons/arrow-up';
export { default as ArrowUpDown } from 'lucide-react/icons/arrow-up-down';
export { default as ChevronDown } from 'lucide-react/icons/chevron-down';
export { default as CircleCheck } from 'lucide-react/icons/circle-check';
export { default as CircleX } from 'lucide-react/icons/circle-x';
export { default as Download } from 'lucide-react/icons/download';
export { default as Inbox } from 'lucide-react/icons/inbox';
export { default as Info } from 'lucide-react/icons/info';
export { default as LoaderCircle } from 'lucide-react/icons/loader-circle';
export { default as Printer } from 'lucide-react/icons/printer';
export { default as TriangleAlert } from 'lucide-react/icons/triangle-alert';
