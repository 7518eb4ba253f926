/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace that several processes share, and a pipe from children to their parent. */
#pragma once

#include <sys/types.h>

#include "store/tv-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  int from_child[2];
} TvTestProcesses;

void tv_test_processes_set_up (TvTestProcesses *fixture, gconstpointer data);
void tv_test_processes_tear_down (TvTestProcesses *fixture, gconstpointer data);
TvStore *tv_test_processes_open (TvTestProcesses *fixture);
void tv_test_processes_tell (TvTestProcesses *fixture, int number);
int tv_test_processes_hear (TvTestProcesses *fixture);
void tv_test_wait_for (pid_t pid, int wanted_signal);
int tv_test_read_number (TvConnection *db);
void tv_test_write_number (TvTransaction *transaction, int number);

G_END_DECLS
