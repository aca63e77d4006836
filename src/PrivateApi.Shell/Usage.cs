namespace PrivateApi.Shell;

/// <summary>What the shell is for and how it is called.</summary>
internal static class Usage
{
    /// <summary>The exit code of a command line that was not understood, as in pwsh.</summary>
    public const int BadCommandLine = 64;

    public static int Show()
    {
        Console.Error.WriteLine(
            """
            A small console over PowerShell's engine, with the PrivateApi module imported, for machines without pwsh.

              PrivateApi.Shell                              reads commands, line by line
              PrivateApi.Shell script.ps1 [-Name value …]   runs a script
              PrivateApi.Shell -File script.ps1 [arguments]
              PrivateApi.Shell -Command "commands"

            -NoImport before any of these leaves the module for the script to import.
            Exit code: what the script says with exit; 1 after a terminating error; 130 after Ctrl+C.
            """);
        return BadCommandLine;
    }
}
