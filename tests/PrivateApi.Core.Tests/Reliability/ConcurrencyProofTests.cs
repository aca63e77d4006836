using System.Globalization;

namespace PrivateApi.Tests.Reliability;

/// <summary>
/// Two processes of real PowerShell, each with many runspaces, at one lab. PRIVATEAPI_CONCURRENCY says how many runspaces
/// each process has; ten for the full proof.
/// </summary>
public sealed class ConcurrencyProofTests
{
    private const string Make = """
        New-PrivateApiNetwork -Name $name | New-PrivateApiEndpoint | New-PrivateApi -Name $name -Sample PetStore -StageName demo |
            Invoke-PrivateApi -Path /pets -Via Lambda | ForEach-Object { "$($_.StatusCode) $($_.Failure)" }
        """;

    // Who asks when another has removed it already gets nothing to remove.
    private const string Remove = """
        Get-PrivateApi -Name $name -ErrorAction Ignore | Remove-PrivateApi -Force
        Get-PrivateApiEndpoint -Name $name -ErrorAction Ignore | Remove-PrivateApiEndpoint -Force
        Get-PrivateApiNetwork -Name $name -ErrorAction Ignore | Remove-PrivateApiNetwork -Force
        """;

    private static int Runspaces => Scale.Of("PRIVATEAPI_CONCURRENCY", 2);

    [Fact]
    public async Task Two_processes_make_and_call_the_same_things_at_once_all_are_answered_by_one_of_each_and_all_then_remove_them_at_once()
    {
        const string One = "Proof";
        await ProveAsync(_ => One, whole: 1);
    }

    [Fact]
    public async Task Two_processes_make_and_call_different_things_at_once_and_then_remove_them_at_once() =>
        await ProveAsync(process => $"Own-{process}-$_", whole: 2 * Runspaces);

    private static async Task ProveAsync(Func<int, string> name, int whole)
    {
        using PwshSession first = new();
        using PwshSession second = new();
        using LabFront front = new();
        using LabInventory state = new(front.Lab);
        PwshSession[] both = [first, second];
        string before = await state.ReadAsync();
        DateTimeOffset start = DateTimeOffset.UtcNow;
        string[] made = await AllAsync(both, front, name, Make, "making and calling");
        DateTimeOffset whenMade = DateTimeOffset.UtcNow;
        Assert.Equal(Enumerable.Repeat("200 None", 2 * Runspaces), made);
        string count = "'{0} {1} {2}' -f @(Get-PrivateApiNetwork).Count, @(Get-PrivateApiEndpoint).Count, @(Get-PrivateApi).Count";
        Assert.Equal([$"{whole} {whole} {whole}"], await first.RunWellAsync(front.Url, count, "looking"));

        Assert.Empty(await AllAsync(both, front, name, Remove, "removing"));
        await state.AssertComesToAsync(before, isShape: false, "after the removal");
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{2 * Runspaces} runspaces: made and called in {(whenMade - start).TotalSeconds:0} s, removed in "
                    + $"{(DateTimeOffset.UtcNow - whenMade).TotalSeconds:0} s, {front.Calls} calls"
            )
        );
    }

    private static async Task<string[]> AllAsync(PwshSession[] processes, LabFront front, Func<int, string> name, string job, string when)
    {
        string[][] answers = await Task.WhenAll(
            processes.Select(
                (process, i) => process.RunWellAsync(front.Url, Script(front.Url, name(i + 1), job), $"{when}, process {i + 1}")
            )
        );
        return [.. answers.SelectMany(answer => answer)];
    }

    private static string Script(Uri lab, string name, string job) =>
        $$"""
            1..{{Runspaces}} | ForEach-Object -ThrottleLimit {{Runspaces}} -Parallel {
                $ProgressPreference = 'SilentlyContinue'
                Import-Module '{{PwshSession.Module}}'
                $PSDefaultParameterValues = @{ '*-PrivateApi*:EndpointUrl' = '{{lab.AbsoluteUri}}' }
                $name = "{{name}}"
                {{job}}
            }
            """;
}
