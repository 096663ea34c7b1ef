/**
 * The system calls that a submission's process has no business with, as a filter that the kernel runs before each call
 * (seccomp, classic BPF). Node needs some 60 of the others; these are refused because each has been, or could be, a way
 * out: a door to other processes, to the network, to parts of the kernel that see little use and many mistakes.
 */

/** Numbers of a call on x86-64 and on AArch64; null where the architecture has no such call. */
type Numbers = readonly [x64: number | null, arm64: number | null];

/** Refused with EPERM, by what they would give. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, Numbers>>>> = {
  'other processes': {
    fork: [57, null],
    vfork: [58, null],
    execveat: [322, 281],
    kill: [62, 129],
    tkill: [200, 130],
    rt_sigqueueinfo: [129, 138],
    rt_tgsigqueueinfo: [297, 240],
    pidfd_open: [434, 434],
    pidfd_getfd: [438, 438],
    pidfd_send_signal: [424, 424],
    process_madvise: [440, 440],
    process_mrelease: [448, 448],
    process_vm_readv: [310, 270],
    process_vm_writev: [311, 271],
    ptrace: [101, 117],
    kcmp: [312, 272],
  },
  'the network, other sockets and queues': {
    socket: [41, 198],
    socketpair: [53, 199],
    connect: [42, 203],
    bind: [49, 200],
    listen: [50, 201],
    accept: [43, 202],
    accept4: [288, 242],
    msgget: [68, 186],
    semget: [64, 190],
    shmget: [29, 194],
    mq_open: [240, 180],
  },
  'the file tree': {
    mount: [165, 40],
    umount2: [166, 39],
    pivot_root: [155, 41],
    chroot: [161, 51],
    move_mount: [429, 429],
    open_tree: [428, 428],
    fsopen: [430, 430],
    fsconfig: [431, 431],
    fsmount: [432, 432],
    fspick: [433, 433],
    mount_setattr: [442, 442],
    mknod: [133, null],
    mknodat: [259, 33],
    name_to_handle_at: [303, 264],
    open_by_handle_at: [304, 265],
    fanotify_init: [300, 262],
    fanotify_mark: [301, 263],
    inotify_init: [253, null],
    inotify_init1: [294, 26],
    quotactl: [179, 60],
    quotactl_fd: [443, 443],
  },
  'new namespaces': {
    unshare: [272, 97],
    setns: [308, 268],
  },
  'code from memory': {
    memfd_create: [319, 279],
    memfd_secret: [447, 447],
    userfaultfd: [323, 282],
  },
  keyrings: {
    add_key: [248, 217],
    request_key: [249, 218],
    keyctl: [250, 219],
  },
  'calls past this filter': {
    io_setup: [206, 0],
    io_uring_setup: [425, 425],
    io_uring_enter: [426, 426],
    io_uring_register: [427, 427],
    seccomp: [317, 277],
    bpf: [321, 280],
    perf_event_open: [298, 241],
  },
  'the machine': {
    init_module: [175, 105],
    finit_module: [313, 273],
    delete_module: [176, 106],
    kexec_load: [246, 104],
    kexec_file_load: [320, 294],
    reboot: [169, 142],
    swapon: [167, 224],
    swapoff: [168, 225],
    acct: [163, 89],
    syslog: [103, 116],
    settimeofday: [164, 170],
    clock_settime: [227, 112],
    clock_adjtime: [305, 266],
    adjtimex: [159, 171],
    sethostname: [170, 161],
    setdomainname: [171, 162],
    vhangup: [153, 58],
    lookup_dcookie: [212, 18],
    nfsservctl: [180, 42],
  },
  'memory and processor as other programs left them': {
    mbind: [237, 235],
    set_mempolicy: [238, 237],
    set_mempolicy_home_node: [450, 450],
    migrate_pages: [256, 238],
    move_pages: [279, 239],
    personality: [135, 92],
    modify_ldt: [154, null],
    iopl: [172, null],
    ioperm: [173, null],
    uselib: [134, null],
  },
};

interface Architecture {
  /** `AUDIT_ARCH_…` of the kernel. */
  readonly audit: number;
  readonly column: 0 | 1;
  readonly clone: number;
  readonly clone3: number;
}

const ARCHITECTURES: Readonly<Partial<Record<NodeJS.Architecture, Architecture>>> = {
  x64: { audit: 0xc000_003e, column: 0, clone: 56, clone3: 435 },
  arm64: { audit: 0xc000_00b7, column: 1, clone: 220, clone3: 435 },
};

/** Calls above this were added after the table was written: nobody has looked at them, and Node does without. */
const LAST_KNOWN = 451;
/** On x86-64 the calls of the x32 interface: the same calls under other numbers. */
const X32 = 0x4000_0000;

// struct seccomp_data { int nr; u32 arch; u64 instruction_pointer; u64 args[6]; }, little-endian
const NUMBER_AT = 0;
const ARCHITECTURE_AT = 4;
const FIRST_ARGUMENT_AT = 16;

const LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const IF_ABOVE = 0x25; // BPF_JMP | BPF_JGT | BPF_K
const IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const IF_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

const KILL = 0x8000_0000;
const ALLOW = 0x7fff_0000;
const ERRNO = 0x0005_0000;
const EPERM = 1;
const ENOSYS = 38;
const CLONE_THREAD = 0x0001_0000;

/** `struct sock_filter`: what to do, how many instructions to skip if so and if not, and a constant. */
type Instruction = readonly [code: number, ifSo: number, ifNot: number, constant: number];

/** A test with a verdict of its own: the verdict if it holds, else on with the next instruction. */
const verdict = (test: number, constant: number, result: number): Instruction[] => [
  [test, 0, 1, constant],
  [RETURN, 0, 0, result],
];

/** The names of the refused calls with their numbers on one architecture. */
export function refusedCalls(architecture: NodeJS.Architecture): ReadonlyMap<string, number> {
  const column = ARCHITECTURES[architecture]?.column ?? 0;
  const calls = Object.values(REFUSED).flatMap((group) => Object.entries(group));
  return new Map(
    calls.flatMap(([name, numbers]) => {
      const number = numbers[column];
      return number === null ? [] : [[name, number] as const];
    }),
  );
}

/**
 * The filter as bubblewrap's `--seccomp` reads it; undefined for an architecture whose numbers are not known here.
 *
 * A call of another architecture ends the process, as its numbers mean other calls. `clone` makes threads, which Node
 * needs, and no processes; `clone3`, whose flags a filter cannot see, is reported as missing, and libc falls back to
 * `clone`. `execve` stays: it is how bubblewrap starts Node, and it makes no new process.
 */
export function seccompFilter(architecture: NodeJS.Architecture): Uint8Array | undefined {
  const known = ARCHITECTURES[architecture];
  if (known === undefined) return undefined;
  const program: Instruction[] = [
    [LOAD, 0, 0, ARCHITECTURE_AT],
    [IF_EQUAL, 1, 0, known.audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER_AT],
    ...(architecture === 'x64' ? verdict(IF_AT_LEAST, X32, KILL) : []),
    ...verdict(IF_ABOVE, LAST_KNOWN, ERRNO | ENOSYS),
    ...verdict(IF_EQUAL, known.clone3, ERRNO | ENOSYS),
    ...[...refusedCalls(architecture).values()].flatMap((number) => verdict(IF_EQUAL, number, ERRNO | EPERM)),
    [IF_EQUAL, 1, 0, known.clone],
    [RETURN, 0, 0, ALLOW],
    [LOAD, 0, 0, FIRST_ARGUMENT_AT],
    ...verdict(IF_ANY_BIT, CLONE_THREAD, ALLOW),
    [RETURN, 0, 0, ERRNO | EPERM],
  ];
  return encode(program);
}

function encode(program: readonly Instruction[]): Uint8Array {
  const SIZE = 8;
  const bytes = new Uint8Array(program.length * SIZE);
  const view = new DataView(bytes.buffer);
  program.forEach(([code, ifSo, ifNot, constant], i) => {
    view.setUint16(i * SIZE, code, true);
    view.setUint8(i * SIZE + 2, ifSo);
    view.setUint8(i * SIZE + 3, ifNot);
    view.setUint32(i * SIZE + 4, constant, true);
  });
  return bytes;
}
