# job: texts whose ids begin with "job-"

# Running jobs in the rail
job-bring-in = { $count ->
    [one] Adding files
   *[other] Adding { $count } files
}
job-paste = Adding a picture
job-fit = { $count ->
    [one] Making a copy that fits
   *[other] Making { $count } copies that fit
}
job-export = Exporting the claim
job-check-bundle = Checking the claim
job-verify = Checking the library
job-empty-bin = Emptying the bin
job-sample = Making the sample case
job-waiting = waiting
job-stopping = stopping
job-cancel = Cancel: { $job }
job-items-failed = { $count } could not be done
