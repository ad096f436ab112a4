arguments = coalesce(:newArguments, arguments), result = coalesce(:newResult, result),
       progress_done = coalesce(:progressDone, progress_done),
       progress_total = coalesce(:progressTotal, progress_total),
       progress_text = coalesce(:progressText, progress_text)
