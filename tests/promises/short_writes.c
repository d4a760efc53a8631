/* Put before the system's own write(): writes half of what it is asked to into regular files, as a system may do at any time.
   With DIE_AT_WRITE=3 the program is killed after the third half. With COUNT_WRITES=FILE the number of halves is kept there. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int halves;

ssize_t write(int file, const void *bytes, size_t length) {
    struct stat found;
    if (length < 2 || fstat(file, &found) != 0 || !S_ISREG(found.st_mode))
        return syscall(SYS_write, file, bytes, length);
    ssize_t written = syscall(SYS_write, file, bytes, length / 2);
    halves += 1;
    const char *die = getenv("DIE_AT_WRITE");
    if (die && atoi(die) == halves)
        raise(SIGKILL);
    return written;
}

__attribute__((destructor)) static void keep_count(void) {
    const char *path = getenv("COUNT_WRITES");
    if (!path)
        return;
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file, "%d", halves);
        fclose(file);
    }
}
