using System.Globalization;
using System.Text;
using System.Xml;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;

namespace PrivateApi.Reports;

/// <summary>
/// JUnit XML as CI systems read it (Jenkins' junit-10.xsd): one suite per result and one case per check; one suite per policy file and
/// one case per finding; one suite per table of calls and one case per row. What could not be read, or does not apply to the call, is
/// skipped; warnings pass and say so.
/// </summary>
internal static class JUnitReport
{
    public static string Write(ReportContent report)
    {
        JUnitSuite[] suites =
        [
            .. report.Results.Where(result => result.Expected is null).Select(Suite),
            .. report
                .Results.Where(result => result.Expected is not null)
                .GroupBy(result => result.Expected!.File)
                .Select(table => Suite(report.Relative(table.Key), table)),
            .. report.Findings.GroupBy(finding => report.FileOf(finding) ?? "policy").Select(Suite),
        ];
        StringBuilder text = new();
        using (StringWriter target = new Utf8Writer(text))
        using (XmlWriter xml = XmlWriter.Create(target, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "PrivateApi");
            Numbers(xml, suites.SelectMany(suite => suite.Case));
            foreach (JUnitSuite suite in suites)
            {
                WriteSuite(xml, suite, report.WrittenAt);
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static JUnitSuite Suite(TestResult result)
    {
        string owner = $"PrivateApi.{result.RestApiId}.{result.StageName ?? "-"}";
        IEnumerable<JUnitCase> cases = result.Check.Select(check => new JUnitCase(
            owner,
            check.Name.ToString(),
            check.Status.ToString(),
            check.Message,
            check.Remedy
        ));
        return new JUnitSuite(
            $"{result.Title} {ReportText.Request(result)}",
            Properties(result),
            result.Live is null ? [.. cases] : [.. cases, LiveCase(owner, result)]
        );
    }

    // A row may be several calls, one for each of its subnets or stages: all have to be as it says.
    private static JUnitSuite Suite(string file, IEnumerable<TestResult> table) =>
        new(file, [], [.. table.GroupBy(result => result.Expected!.Row).OrderBy(row => row.Key).Select(row => RowCase(file, [.. row]))]);

    private static JUnitCase RowCase(string file, TestResult[] calls)
    {
        TestExpectation expected = calls[0].Expected!;
        TestResult[] other = [.. calls.Where(call => call.AsExpected == false)];
        return new JUnitCase(
            $"PrivateApi.{Path.GetFileNameWithoutExtension(file)}",
            $"{expected.Row}: {expected.Name ?? ReportText.Request(calls[0])}",
            other.Length == 0 ? "Passed" : "Failed",
            string.Join('\n', (other.Length == 0 ? calls : other).Select(ReportText.Expectation)),
            other.SelectMany(call => call.Check).FirstOrDefault(check => check.Status == CheckStatus.Failed)?.Remedy
        )
        {
            Type = "NotAsExpected",
        };
    }

    private static JUnitCase LiveCase(string owner, TestResult result) =>
        new(
            owner,
            "LiveCall",
            result.Agrees == false ? "Failed" : "Passed",
            string.Join('\n', [ReportText.Live(result)!, .. result.Explanation]),
            null
        );

    private static (string Name, string Value)[] Properties(TestResult result) =>
        [
            (nameof(result.RestApiId), result.RestApiId),
            (nameof(result.Name), result.Name ?? string.Empty),
            (nameof(result.StageName), result.StageName ?? string.Empty),
            (nameof(result.VpcEndpointId), result.VpcEndpointId ?? string.Empty),
            (nameof(result.Caller), result.Caller),
            (nameof(result.Url), result.Url),
            (nameof(result.Verdict), result.Verdict.ToString()),
            ("Outcome", ReportText.Outcome(result)),
            (nameof(result.AccountId), result.AccountId),
            (nameof(result.Region), result.Region),
        ];

    private static JUnitSuite Suite(IGrouping<string, PolicyFinding> file) =>
        new(
            file.Key,
            [],
            [
                .. file.Select(finding => new JUnitCase(
                    "PrivateApi.Policy",
                    $"{finding.Code} at {finding.Line}:{finding.Column}",
                    finding.Severity == PolicySeverity.Error ? "Failed" : finding.Severity.ToString(),
                    $"{finding.Message} {finding.Why}",
                    finding.Fix
                )),
            ]
        );

    private static void WriteSuite(XmlWriter xml, JUnitSuite suite, DateTimeOffset writtenAt)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", suite.Name);
        Numbers(xml, suite.Case);

        // A suite says how many were skipped; the schema has no such number for all suites together.
        xml.WriteAttributeString("skipped", XmlConvert.ToString(suite.Case.Count(item => item.IsSkipped)));
        xml.WriteAttributeString("timestamp", writtenAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        if (suite.Property.Count > 0)
        {
            xml.WriteStartElement("properties");
            foreach ((string name, string value) in suite.Property)
            {
                xml.WriteStartElement("property");
                Attribute(xml, "name", name);
                Attribute(xml, "value", value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        foreach (JUnitCase item in suite.Case)
        {
            WriteCase(xml, item);
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, JUnitCase item)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", item.ClassName);
        Attribute(xml, "name", item.Name);
        xml.WriteAttributeString("time", "0");
        if (item.IsFailure)
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "message", item.Message);
            Attribute(xml, "type", item.Type.Split(' ')[0]);
            xml.WriteString(ReportText.Clean(item.Remedy is null ? item.Message : $"{item.Message}\n\nFix: {item.Remedy}"));
        }
        else if (item.IsSkipped)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", $"{item.Status}: {item.Message}");
        }
        else
        {
            xml.WriteStartElement("system-out");
            xml.WriteString(
                ReportText.Clean(
                    $"{item.Status}: "
                        + $"{item.Message}{(item.Status == "Passed" || item.Remedy is null ? string.Empty : $"\nFix: {item.Remedy}")}"
                )
            );
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Numbers(XmlWriter xml, IEnumerable<JUnitCase> cases)
    {
        JUnitCase[] all = [.. cases];
        xml.WriteAttributeString("tests", XmlConvert.ToString(all.Length));
        xml.WriteAttributeString("failures", XmlConvert.ToString(all.Count(item => item.IsFailure)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", "0");
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, ReportText.Clean(value));

    // The declaration names the encoding that files get.
    private sealed class Utf8Writer(StringBuilder text) : StringWriter(text, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
