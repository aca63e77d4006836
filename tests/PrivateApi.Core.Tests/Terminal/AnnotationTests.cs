using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Tests.Reports;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Terminal;

/// <summary>Annotations as the runners read them back.</summary>
public sealed class AnnotationTests
{
    private const string Message = "100% denied: a, b; [c]";

    // Expected after actions/toolkit, packages/core/src/command.ts: "%" first, then line ends, and ":" and "," in properties.
    [Fact]
    public void GitHub_gets_title_and_message_escaped_as_its_toolkit_does() =>
        Assert.Equal(
            ["::error title=ResourcePolicy Pets%3A a%2C 50%25 a1b2c3d4e5/demo::100%25 denied: a, b; [c]%0AFix: Set-PrivateApiPolicy"],
            new CiAnnotations(On("GITHUB_ACTIONS", "true")).For(Failed("Pets: a, 50%", Message, "Set-PrivateApiPolicy"))
        );

    // Expected after learn.microsoft.com, "Logging commands": ; %3B, CR %0D, LF %0A, ] %5D, and "%" as %AZP25.
    [Fact]
    public void Azure_gets_its_message_escaped_as_its_document_says() =>
        Assert.Equal(
            ["##vso[task.logissue type=error;code=ResourcePolicy]100%AZP25 denied: a, b%3B [c%5D%0AFix: Set-PrivateApiPolicy"],
            new CiAnnotations(On("TF_BUILD", "True")).For(Failed("Pets", Message, "Set-PrivateApiPolicy"))
        );

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "::error title=ResourcePolicy ")]
    [InlineData("TF_BUILD", "True", "##vso[task.logissue type=error;code=ResourcePolicy]")]
    public void A_hostile_name_makes_no_second_annotation_and_no_other_command(string variable, string value, string start)
    {
        foreach (string name in RunnerReading.Hostile)
        {
            CiAnnotations annotations = new(On(variable, value));
            string line = Assert.Single(annotations.For(Failed(name, name, name)));
            Assert.StartsWith(start, line, StringComparison.Ordinal);
            Assert.Null(RunnerReading.Harm(line[start.Length..]));
        }
    }

    [Fact]
    public void A_call_that_did_not_get_through_as_predicted_is_a_problem_although_no_check_failed()
    {
        TestResult answered = ReportScene.Reachable with { Live = ReportScene.Reachable.Live! with { StatusCode = 403 }, Agrees = false };
        string line = Assert.Single(new CiAnnotations(On("GITHUB_ACTIONS", "true")).For(answered));
        Assert.StartsWith("::error title=LiveCall ", line, StringComparison.Ordinal);
        Assert.Contains("403", line, StringComparison.Ordinal);
    }

    private static Func<string, string?> On(string variable, string value) => name => name == variable ? value : null;

    private static TestResult Failed(string name, string message, string remedy) =>
        ReportScene.Blocked with
        {
            Name = name,
            Check = [new(CheckName.ResourcePolicy, CheckStatus.Failed, message, remedy)],
        };
}
