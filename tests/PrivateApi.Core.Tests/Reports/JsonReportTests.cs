using System.Text.Json;
using PrivateApi.Reports;

namespace PrivateApi.Tests.Reports;

/// <summary>The objects as JSON.</summary>
public sealed class JsonReportTests
{
    [Fact]
    public void Properties_have_the_names_they_have_in_PowerShell()
    {
        JsonElement report = JsonDocument.Parse(ReportScene.All.Write(ReportFormat.Json)).RootElement;
        JsonElement result = report.GetProperty("Result")[0];
        Assert.Equal("Blocked", result.GetProperty("Verdict").GetString());
        Assert.Equal("ConnectTimeout", result.GetProperty("PredictedFailure").GetString());
        Assert.Equal("ApiIsPrivate", result.GetProperty("Check")[0].GetProperty("Name").GetString());
        Assert.Equal("a1b2c3d4e5", result.GetProperty("RestApiId").GetString());
        Assert.Equal(4, report.GetProperty("Finding")[0].GetProperty("Line").GetInt32());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("Live").ValueKind);
    }

    [Fact]
    public void What_the_live_call_brought_back_stays_out()
    {
        string text = ReportScene.All.Write(ReportFormat.Json);
        Assert.DoesNotContain("SECRET", text);
        Assert.Equal(
            200,
            JsonDocument.Parse(text).RootElement.GetProperty("Result")[1].GetProperty("Live").GetProperty("StatusCode").GetInt32()
        );
    }
}
