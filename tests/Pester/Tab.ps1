# Tab as an editor asks for it. It is pressed again, for a minute at most, where a machine under load needs longer than anybody waits.
function Complete {
    param([string] $Line, [switch] $Once)
    $end = [datetime]::UtcNow.AddMinutes(1)
    while ($true) {
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
        if ($found -or $Once -or [datetime]::UtcNow -gt $end) { return $found }

        Start-Sleep -Milliseconds 100
    }
}
