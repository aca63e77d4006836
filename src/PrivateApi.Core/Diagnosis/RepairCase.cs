using PrivateApi.Model;
using PrivateApi.Reachability;

namespace PrivateApi.Diagnosis;

/// <summary>A call that is to be repaired, as it is now.</summary>
/// <param name="Request">The test.</param>
/// <param name="Verdict">What the engine says of it.</param>
internal sealed record RepairCase(TestRequest Request, PathVerdict Verdict)
{
    /// <summary>The test's result.</summary>
    public TestResult Result => field ??= TestResults.Create(Verdict) with { Input = TestAgain.Input(Request, Verdict.Evaluation) };
}
