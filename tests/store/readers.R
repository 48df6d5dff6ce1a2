# SPDX-License-Identifier: Apache-2.0
# Exports in R: readr by the rules of the icews package, and our own CSV.
# usage: Rscript readers.R FOLDER with events.tab, all.csv, german.csv and panel.csv
suppressPackageStartupMessages(library(readr))
folder <- commandArgs(trailingOnly = TRUE)[1]
path <- function(name) file.path(folder, name)

events <- read_tsv(path("events.tab"), quote = "", progress = FALSE, col_types = cols(
  `Event ID` = col_double(), `Event Date` = col_date(format = "%Y-%m-%d"),
  `CAMEO Code` = col_character(), Intensity = col_double(), `Story ID` = col_double(),
  `Sentence Number` = col_integer(), Latitude = col_double(), Longitude = col_double(),
  .default = col_character()))
stopifnot(nrow(problems(events)) == 0, ncol(events) == 20, nrow(events) > 10)
stopifnot(!anyNA(events$`Event ID`), !anyDuplicated(events$`Event ID`), !anyNA(events$`Event Date`))
stopifnot(all(grepl("^[0-9]{3,4}$", events$`CAMEO Code`)), any(startsWith(events$`CAMEO Code`, "0")))
stopifnot(anyNA(events$City), !all(is.na(events$Latitude)))

all <- read_csv(path("all.csv"), progress = FALSE,
                col_types = cols(cameo = col_character(), .default = col_guess()))
stopifnot(nrow(problems(all)) == 0, ncol(all) == 43, nrow(all) > nrow(events))
stopifnot(is.numeric(all$event_scale), is.numeric(all$lat), inherits(all$article_date, "Date"))

german <- read_csv2(path("german.csv"), progress = FALSE, show_col_types = FALSE)
stopifnot(nrow(german) == nrow(all), names(german)[1] == "id", isTRUE(all.equal(german$lat, all$lat)))

panel <- read_csv(path("panel.csv"), progress = FALSE, show_col_types = FALSE)
stopifnot(is.numeric(panel$facts), any(panel$records == 0), all(panel$facts + panel$claims == panel$records))
