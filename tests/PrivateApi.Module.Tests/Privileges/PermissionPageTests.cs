namespace PrivateApi.Tests.Privileges;

/// <summary>docs/permissions.md and the policies beside it say what the commands were recorded to ask for.</summary>
public sealed class PermissionPageTests
{
    private const string Start = "<!-- recorded: begin -->\n";
    private const string End = "<!-- recorded: end -->";

    // IAM user guide, "IAM and AWS STS quotas": a managed policy holds 6,144 characters without white space.
    private const int LargestPolicy = 6144;

    private static readonly bool Writes = Environment.GetEnvironmentVariable("PRIVATEAPI_WRITE_PERMISSIONS") == "1";

    public static TheoryData<string> Names =>
        [
            PermissionScene.Diagnosis,
            PermissionScene.MainJob,
            PermissionScene.Lambda,
            PermissionScene.Ssm,
            PermissionScene.Change,
            PermissionScene.Domain,
            PermissionScene.Resolver,
            PermissionScene.Repair,
            PermissionScene.Removal,
        ];

    [Fact]
    public void The_page_says_for_every_command_what_it_asks_for()
    {
        string path = Path.Combine(ModuleSession.RepositoryRoot, "docs", "permissions.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        string[] parts =
        [
            page[..(page.IndexOf(Start, StringComparison.Ordinal) + Start.Length)],
            page[page.IndexOf(End, StringComparison.Ordinal)..],
        ];
        string now = $"{parts[0]}\n{PermissionRecording.Tables()}\n{parts[1]}";
        if (Writes)
        {
            File.WriteAllText(path, now);
            return;
        }

        Assert.Equal(now, page);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_ready_policy_allows_what_was_recorded_and_fits_into_a_managed_policy(string name)
    {
        string path = Path.Combine(ModuleSession.RepositoryRoot, "docs", "permissions", name + ".json");
        string now = PermissionRecording.Policy(name);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
            return;
        }

        Assert.Equal(now, File.ReadAllText(path).ReplaceLineEndings("\n"));
        Assert.InRange(now.Count(letter => !char.IsWhiteSpace(letter)), 1, LargestPolicy);
    }
}
