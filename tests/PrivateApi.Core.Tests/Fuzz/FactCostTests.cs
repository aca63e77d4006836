using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Policy.Cases;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Fuzz;

/// <summary>4 MB of a snapshot or of cases are read and judged, or refused, within the bounds of <see cref="Cost"/>.</summary>
public sealed class FactCostTests : IDisposable
{
    private const int Size = 4 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("privateapi-cost").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nothing but brackets")]
    [InlineData("nulls")]
    [InlineData("names without end")]
    [InlineData("one name")]
    [InlineData("APIs")]
    [InlineData("stages")]
    [InlineData("methods")]
    [InlineData("methods that do not answer")]
    [InlineData("deep paths")]
    [InlineData("endpoints")]
    [InlineData("interfaces")]
    [InlineData("rules")]
    [InlineData("interfaces over rules")]
    [InlineData("entries")]
    [InlineData("entries that allow nothing")]
    [InlineData("interfaces over entries")]
    [InlineData("routes")]
    [InlineData("interfaces over routes")]
    [InlineData("prefix lists")]
    [InlineData("peerings")]
    [InlineData("attachments")]
    [InlineData("records")]
    [InlineData("a chain of records")]
    [InlineData("zones")]
    [InlineData("resolver rules")]
    [InlineData("profiles")]
    [InlineData("addresses")]
    [InlineData("policies")]
    [InlineData("denied reads")]
    [InlineData("calls")]
    public void A_snapshot_of_4_MB(string how)
    {
        SnapshotCase? taken = null;
        Cost.Measure(
            $"{how}: read",
            HostileFacts.Snapshot(how, Size),
            text => FuzzRun.Refused(() => taken = SnapshotFile.Parse(text, "case.json"), "InvalidSnapshot", "InputTooLarge")
        );

        // Calls are judged one after the other as results are asked for; each has the bounds.
        if (taken is not null)
        {
            Cost.Measure($"{how}: judge", taken, read => TestResults.Create(PathEngine.Judge(read.Snapshot, read.Calls[0])).ToString());
        }
    }

    [Theory]
    [InlineData("small cases", "cases.jsonl")]
    [InlineData("empty lines", "cases.jsonl")]
    [InlineData("a line without end", "cases.jsonl")]
    [InlineData("brackets", "cases.jsonl")]
    [InlineData("brackets", "cases.yaml")]
    [InlineData("a list of small cases", "cases.json")]
    [InlineData("a list of nothing", "cases.json")]
    [InlineData("a list of numbers", "cases.json")]
    [InlineData("a list of numbers", "cases.yaml")]
    [InlineData("a list in YAML", "cases.yaml")]
    [InlineData("aliases", "cases.yaml")]
    [InlineData("one policy", "cases.jsonl")]
    [InlineData("a policy beside a context", "cases.jsonl")]
    [InlineData("patterns over a long value", "cases.jsonl")]
    [InlineData("keys", "cases.jsonl")]
    [InlineData("expectations", "cases.jsonl")]
    public void A_file_of_cases_of_4_MB(string how, string name)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, HostileFacts.Cases(how, Size));
        Cost.Measure(
            $"{how} in {name}",
            file,
            path =>
                FuzzRun.Refused(
                    () =>
                    {
                        foreach (PolicyCaseResult result in PolicyCaseFile.Run(path))
                        {
                            Assert.NotNull(result);
                        }
                    },
                    "InvalidPolicyCase",
                    "InputTooLarge"
                )
        );
    }
}
