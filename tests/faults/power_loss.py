"""Power loss, replayed from a trace of the real program's system calls.

power_loss.py PROGRAM RULES STATES: traces `credence kb import` with strace, then rebuilds what a disk may hold when the power fails behind
each call: what was synced is there, any part of the rest may be, the last write perhaps torn at 512 bytes. Each such file must verify, and
must hold the import once the program said that it did. The control: if syncing did nothing, an acknowledged import would be lost.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

TRACED = 'openat,pwrite64,write,fsync,fdatasync,unlink,ftruncate'


def decoded(text):
    return bytes(int(part, 16) for part in text.split('\\x')[1:])


def read_trace(path, kb):
    """The calls on the knowledge base and its side files (by their suffixes), and `said` where the program acknowledged."""
    calls, files = [], {}
    for line in open(path, encoding='latin-1'):
        line = re.sub(r'^\d+\s+', '', line.strip())
        if match := re.match(r'openat\(\w+, "([^"]*)", ([^)]*)\)\s+= (\d+)', line):
            name = decoded(match[1]).decode()
            name = os.path.abspath(name) if name else name
            files[match[3]] = name
            if name.startswith(kb) and 'O_CREAT' in match[2]:
                calls.append(('create', name[len(kb):]))
        elif match := re.match(r'pwrite64\((\d+), "([^"]*)", \d+, (\d+)\)', line):
            if files.get(match[1], '').startswith(kb):
                calls.append(('write', files[match[1]][len(kb):], int(match[3]), decoded(match[2])))
        elif match := re.match(r'(?:fsync|fdatasync)\((\d+)\)', line):
            if files.get(match[1], '').startswith(kb):
                calls.append(('sync', files[match[1]][len(kb):]))
        elif match := re.match(r'ftruncate\((\d+), (\d+)\)', line):
            if files.get(match[1], '').startswith(kb):
                calls.append(('cut', files[match[1]][len(kb):], int(match[2])))
        elif match := re.match(r'unlink\("([^"]*)"\)', line):
            name = os.path.abspath(decoded(match[1]).decode())
            if name.startswith(kb):
                calls.append(('unlink', name[len(kb):]))
        elif match := re.match(r'write\(2, "([^"]*)"', line):
            if b'written to' in decoded(match[1]):
                calls.append(('said',))
    return [call for call in calls if len(call) < 2 or call[1] != '-shm']


def applied(content, call):
    if call[0] == 'cut':
        return content[:call[2]].ljust(call[2], b'\0')
    out = bytearray(content.ljust(call[2], b'\0'))
    out[call[2]:call[2] + len(call[3])] = call[3]
    return bytes(out)


def state(calls, first, at, draw, syncs):
    """The files after a loss of power behind `at` calls, and whether the program had acknowledged."""
    durable, pending, said, gone = dict(first), {name: [] for name in first}, False, []
    for call in calls[:at]:
        if call[0] == 'create':
            durable.setdefault(call[1], b'')
            pending.setdefault(call[1], [])
        elif call[0] in ('write', 'cut'):
            pending.setdefault(call[1], []).append(call)
        elif call[0] == 'sync' and syncs:
            for waiting in pending.get(call[1], []):
                durable[call[1]] = applied(durable.get(call[1], b''), waiting)
            pending[call[1]] = []
        elif call[0] == 'unlink':
            whole = durable.pop(call[1], b'')
            for waiting in pending.pop(call[1], []):
                whole = applied(whole, waiting)
            gone.append((call[1], whole))
        elif call[0] == 'said':
            said = True
    for name, waiting in pending.items():
        kept = [call for call in waiting if draw.random() < 0.5]
        if kept and kept[-1][0] == 'write' and len(kept[-1][3]) > 512 and draw.random() < 0.5:
            last = kept[-1]
            kept[-1] = last[:3] + (last[3][:512 * draw.randrange(1, len(last[3]) // 512 + 1)],)
        for call in kept:
            durable[name] = applied(durable.get(name, b''), call)
    if gone and draw.random() < 0.5:
        durable.setdefault(*gone[-1])  # the removal is not on the disk yet
    return durable, said


def main():
    program, rules, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3]) * int(os.environ.get('CREDENCE_SOAK', '1'))
    if not shutil.which('strace'):
        print('skipped: strace is missing (Debian: strace)')
        return 0
    folder = tempfile.mkdtemp(prefix='credence-power-')
    try:
        kb, trace = os.path.join(folder, 'kb.db'), os.path.join(folder, 'trace')
        base = ['--rules', rules, '--kb', kb]
        subprocess.run([program, 'kb', 'init', '--quiet', *base], check=True)
        first = {name[len('kb.db'):]: open(os.path.join(folder, name), 'rb').read() for name in os.listdir(folder)}
        traced = subprocess.run(['strace', '-f', '-xx', '-s', '200000', '-o', trace, '-e', 'trace=' + TRACED, program, 'kb', 'import',
                                 os.path.join(rules, 'sample'), '--history', *base], stderr=subprocess.PIPE, check=False)
        if traced.returncode != 0 and b'ptrace' in traced.stderr:
            print('skipped: strace may not trace here')
            return 0
        assert traced.returncode == 0, traced.stderr
        calls = read_trace(trace, kb)
        assert ('said',) in calls and any(call[0] == 'sync' for call in calls), 'the trace shows what it should'
        lost = os.path.join(folder, 'lost.db')

        def outcome(at, draw, syncs):
            files, said = state(calls, first, at, draw, syncs)
            for suffix in ('', '-wal', '-shm', '-journal'):
                if os.path.exists(lost + suffix):
                    os.remove(lost + suffix)
            for suffix, content in files.items():
                with open(lost + suffix, 'wb') as file:
                    file.write(content)
            seen = subprocess.run([program, 'kb', 'verify', '--format', 'json', '--kb', lost], capture_output=True, text=True, check=False)
            if seen.returncode != 0:
                return 'damaged'
            changes = int(re.search(r'"changes": (\d+)', seen.stdout)[1])
            return 'lost' if said and changes < 2 else 'sound'

        counts = {True: {}, False: {}}
        draw = random.Random(34)
        for number in range(wanted):
            at = number * (len(calls) + 1) // wanted
            found = outcome(at, draw, True)
            counts[True][found] = counts[True].get(found, 0) + 1
        for number in range(max(20, wanted // 10)):
            found = outcome(len(calls), draw, False)
            counts[False][found] = counts[False].get(found, 0) + 1
        print(f'{len(calls)} calls, {wanted} states: {counts[True]}; the control, without syncs: {counts[False]}')
        assert set(counts[True]) == {'sound'}, 'something was lost or damaged'
        assert set(counts[False]) != {'sound'}, 'the control found nothing'
        return 0
    finally:
        shutil.rmtree(folder)


sys.exit(main())
