using PrivateApi.Diagnosis.Cases;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>Tables of calls: what is in them arrives, and one that cannot be used whole is not used.</summary>
public sealed class CallCaseFileTests
{
    private static readonly Dictionary<string, CellKind> Columns = new()
    {
        ["RestApiId"] = CellKind.Text,
        ["Path"] = CellKind.Text,
        ["Method"] = CellKind.Text,
        ["SubnetId"] = CellKind.List,
        ["Header"] = CellKind.Map,
        ["OnPremises"] = CellKind.Flag,
    };

    [Fact]
    public void Yaml_has_lists_maps_and_flags()
    {
        CallCase item = Assert.Single(
            Read(
                "calls.yaml",
                """
                # yaml-language-server: $schema=PrivateApi.Calls.schema.json
                - name: orders from the shop
                  expectedVerdict: blocked
                  ExpectedCheck: EndpointIngress
                  RestApiId: '0123456789'
                  SubnetId: [subnet-1, subnet-2]
                  Header: { x-a: b }
                  OnPremises: true
                  Path:
                """
            )
        );
        Assert.Equal("orders from the shop", item.Expected.Name);
        Assert.Equal((1, Verdict.Blocked, CheckName.EndpointIngress), (item.Expected.Row, item.Expected.Verdict, item.Expected.Check));
        Assert.Equal(["Header", "OnPremises", "RestApiId", "SubnetId"], item.Cells.Keys.Order());
        Assert.Equal("0123456789", item.Cells["RestApiId"]);
        Assert.Equal((string[])["subnet-1", "subnet-2"], item.Cells["SubnetId"]);
        Assert.Equal("b", Assert.IsType<Dictionary<string, string>>(item.Cells["Header"])["x-a"]);
        Assert.Equal("true", item.Cells["OnPremises"]);
    }

    [Fact]
    public void Json_is_the_same_table() =>
        Assert.Equal(
            (2, Verdict.Unknown, (CheckName?)null),
            Read("calls.json", """[{"ExpectedVerdict":"Reachable"},{"ExpectedVerdict":"Unknown","ExpectedCheck":null}]""")
                .Select(item => (item.Expected.Row, item.Expected.Verdict, item.Expected.Check))
                .Last()
        );

    // RFC 4180, and Excel where the comma is the decimal sign.
    [Theory]
    [InlineData("RestApiId,Path,ExpectedVerdict\r\nabcde12345,\"/a,\"\"b\"\"\",Reachable\r\n")]
    [InlineData("RestApiId;Path;ExpectedVerdict\nabcde12345;\"/a,\"\"b\"\"\";Reachable")]
    [InlineData("\uFEFF\"RestApiId\",\"Path\",\"ExpectedVerdict\"\n\nabcde12345,\"/a,\"\"b\"\"\",Reachable\n\n")]
    public void Csv_is_as_spreadsheets_write_it(string text)
    {
        CallCase item = Assert.Single(Read("calls.csv", text));
        Assert.Equal("abcde12345", item.Cells["RestApiId"]);
        Assert.Equal("/a,\"b\"", item.Cells["Path"]);
        Assert.Equal(Verdict.Reachable, item.Expected.Verdict);
    }

    [Theory]
    [InlineData("a.csv", "", "no head")]
    [InlineData("a.csv", "RestApiId,ExpectedVerdict\n", "It has no call")]
    [InlineData("a.yaml", "", "It has no call")]
    [InlineData("a.yaml", "[]", "It has no call")]
    [InlineData("a.json", "[]", "It has no call")]
    [InlineData("a.yaml", "RestApiId: a", "not a list of calls")]
    [InlineData("a.yaml", "- a", "Row 1 is not a call")]
    [InlineData("a.yaml", "- { a: [", "")]
    [InlineData("a.json", "[{]", "")]
    [InlineData("a.json", """[{"ExpectedVerdict":"Blocked","ExpectedVerdict":"Blocked"}]""", "")]
    [InlineData("a.txt", "RestApiId,ExpectedVerdict\na,Blocked", ".csv, .yaml, .yml and .json")]
    [InlineData("a.csv", "Path,path,ExpectedVerdict\n/a,/b,Blocked", "'Path' twice")]
    [InlineData("a.csv", "Path,ExpectedVerdict\n/a,Blocked\n/b,Blocked,x", "Row 2 has 3 cells, and the head has 2 columns")]
    [InlineData("a.csv", "Path,ExpectedVerdict\n/a,Blocked\n\"/b,Blocked", "Row 2 (line 3) has a quotation mark")]
    [InlineData(
        "a.csv",
        "Path,ExpectedVerdict,Verdct\n/a,Blocked,\n",
        "Row 1: there is no column 'Verdct'. The columns are Name, ExpectedVerdict,"
    )]
    [InlineData(
        "a.yaml",
        "- ExpectedVerdict: Blocked\n- ExpectedVerdict: Blocked\n  Subnet: subnet-1",
        "Row 2: there is no column 'Subnet'."
    )]
    [InlineData(
        "a.csv",
        "Path,ExpectedVerdict\n/a,Blocked\n/b,Open",
        "Row 2: ExpectedVerdict is 'Open', and is one of Reachable, Blocked, Unknown."
    )]
    [InlineData("a.csv", "Path,ExpectedVerdict\n/a,1", "Row 1: ExpectedVerdict is '1'")]
    [InlineData("a.csv", "Path,ExpectedVerdict\n/a,", "Row 1: it has no ExpectedVerdict.")]
    [InlineData("a.csv", "Path\n/a", "Row 1: it has no ExpectedVerdict.")]
    [InlineData("a.csv", "ExpectedCheck,ExpectedVerdict\nRoute,Blocked", "Row 1: ExpectedCheck is 'Route'")]
    [InlineData("a.csv", "ExpectedCheck,ExpectedVerdict\nCallerRoute,Reachable", "Row 1: a call that fails CallerRoute is Blocked")]
    [InlineData(
        "a.yaml",
        "- { ExpectedVerdict: Blocked, RestApiId: 0123456789 }",
        "Row 1: RestApiId is read as a number. Put it in quotes."
    )]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, Path: true }", "Row 1: Path is read as true or false")]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, Path: [/a] }", "Row 1: Path is not a list.")]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, Path: { a: b } }", "Row 1: Path has no names")]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, SubnetId: [1] }", "Row 1: SubnetId is read as a number")]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, SubnetId: [null] }", "Row 1: SubnetId has an empty value")]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, Path: /a, path: /b }", "Row 1: it has Path twice.")]
    [InlineData("a.yaml", "- { ExpectedVerdict: Blocked, Method: POST }", "Row 1: -Method is on the command line")]
    public void One_that_cannot_be_used_whole_is_not_used(string name, string text, string why)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() => Read(name, text, "Method"));
        Assert.Equal("InvalidCallCase", refused.ErrorId);
        Assert.StartsWith("Nothing of '", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_that_is_wrong_is_named_the_first_ten_in_words()
    {
        string rows = string.Concat(Enumerable.Range(1, 12).Select(i => $"/{i},Open\n"));
        string message = Assert.Throws<PrivateApiException>(() => Read("a.csv", "Path,ExpectedVerdict\n" + rows)).Message;
        Assert.Contains("Row 10: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Row 11: ", message, StringComparison.Ordinal);
        Assert.EndsWith("There are 2 more.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyDeployed_may_fail_on_a_call_that_gets_through() =>
        Assert.Equal(CheckName.PolicyDeployed, Read("a.csv", "ExpectedCheck,ExpectedVerdict\nPolicyDeployed,Reachable")[0].Expected.Check);

    [Fact]
    public void A_file_that_is_not_there_is_said() =>
        Assert.Equal(
            "CallCaseNotFound",
            Assert.Throws<PrivateApiException>(() => CallCaseFile.Read("/none/calls.csv", Columns, [])).ErrorId
        );

    private static IReadOnlyList<CallCase> Read(string name, string text, params string[] typed)
    {
        using TempFolder folder = new();
        string file = folder.File(name);
        File.WriteAllText(file, text);
        return CallCaseFile.Read(file, Columns, typed);
    }
}
