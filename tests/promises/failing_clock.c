/* Put before the system's own clock_gettime(): fails once, when the file is there that CLOCK_FAILS_WHEN names, for the main thread of the
   program itself. The library of Rust takes that for impossible and panics. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int failed;

static int is_program(void *caller) {
    Dl_info found;
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0 || !dladdr(caller, &found) || !found.dli_fname)
        return 0;
    path[length] = 0;
    const char *slash = strrchr(path, '/');
    const char *name = strrchr(found.dli_fname, '/');
    return slash && name && strcmp(slash, name) == 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    const char *when = getenv("CLOCK_FAILS_WHEN");
    if (when && !failed && syscall(SYS_gettid) == getpid() && access(when, F_OK) == 0 && is_program(__builtin_return_address(0))) {
        failed = 1;
        errno = EINVAL;
        return -1;
    }
    return syscall(SYS_clock_gettime, clock, time);
}
