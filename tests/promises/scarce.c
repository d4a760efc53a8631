/* Put before the system's own clock_gettime() and pthread_create(): a clock before 1970, for EARLY_CLOCK, and a system that gives no thread,
   for NO_THREADS. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
    long done = syscall(SYS_clock_gettime, clock, time);
    if (done == 0 && clock == CLOCK_REALTIME && getenv("EARLY_CLOCK"))
        time->tv_sec = -time->tv_sec;
    return done;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *with, void *(*run)(void *), void *on) {
    if (getenv("NO_THREADS"))
        return EAGAIN;
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = dlsym(RTLD_NEXT, "pthread_create");
    return real ? real(thread, with, run, on) : EAGAIN;
}
