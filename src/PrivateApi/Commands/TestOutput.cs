using System.Management.Automation;
using PrivateApi.Diagnosis;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Writes results: objects with the requested view, or one boolean for all; in CI also failed checks as annotations.</summary>
internal sealed class TestOutput(PSCmdlet cmdlet, bool isQuiet, bool isDetailed)
{
    private readonly CiAnnotations _annotations = new(Environment.GetEnvironmentVariable);
    private bool _isReachable = true;
    private int _count;

    /// <summary>The result that was written last; null for none.</summary>
    public TestResult? Last { get; private set; }

    public void Write(TestResult result)
    {
        Last = result;
        _count++;
        _isReachable &= result.AsExpected ?? (result.Verdict == Verdict.Reachable && result.Agrees != false);
        WriteLines(_annotations.For(result));
        if (isQuiet)
        {
            return;
        }

        PSObject output = PSObject.AsPSObject(result);
        if (isDetailed)
        {
            output.TypeNames.Insert(0, $"{typeof(TestResult).FullName}#Detailed");
        }

        cmdlet.WriteObject(output);
    }

    /// <summary>
    /// Ends the output; with -Quiet by writing the answer, which is true only when there was something to test and all of it is
    /// reachable, by the live call too where one was made, or as its table expects.
    /// </summary>
    /// <param name="hasFailed">True if something could not be tested.</param>
    public void Finish(bool hasFailed)
    {
        WriteLines(_annotations.Rest());
        if (isQuiet)
        {
            cmdlet.WriteObject(_isReachable && _count > 0 && !hasFailed);
        }
    }

    // Workflow commands have to be on the standard output as they are, and are not part of the pipeline.
    private void WriteLines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            cmdlet.Host.UI.WriteLine(line);
        }
    }
}
