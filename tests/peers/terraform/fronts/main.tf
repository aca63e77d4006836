# A load balancer with a certificate in front of a private API, its web ACL, and VPC links to what is behind it, as the AWS provider makes,
# reads, changes and destroys them.
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
variable "endpoint" {}
variable "certificate" {}
variable "key" {}
variable "revision" { default = "1" }
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "AKIDPEER"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    apigateway   = var.endpoint
    apigatewayv2 = var.endpoint
    acm          = var.endpoint
    ec2          = var.endpoint
    elbv2        = var.endpoint
    iam          = var.endpoint
    sts          = var.endpoint
    wafv2        = var.endpoint
  }
}
resource "aws_vpc" "home" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "zone" {
  count             = 2
  vpc_id            = aws_vpc.home.id
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = ["eu-west-1a", "eu-west-1b"][count.index]
}
resource "aws_security_group" "front" {
  name   = "front"
  vpc_id = aws_vpc.home.id
}
resource "aws_acm_certificate" "imported" {
  certificate_body = var.certificate
  private_key      = var.key
  tags             = { a = "b" }
}
resource "aws_lb" "front" {
  name               = "front"
  internal           = true
  load_balancer_type = "application"
  subnets            = aws_subnet.zone[*].id
  security_groups    = [aws_security_group.front.id]
  idle_timeout       = var.revision == "1" ? 60 : 30
  tags               = { a = "b" }
}
resource "aws_lb_target_group" "endpoint" {
  name        = "endpoint"
  port        = 443
  protocol    = "HTTPS"
  target_type = "ip"
  vpc_id      = aws_vpc.home.id
  health_check {
    protocol = "HTTPS"
    matcher  = var.revision == "1" ? "200,403" : "403"
  }
}
resource "aws_lb_target_group_attachment" "one" {
  target_group_arn = aws_lb_target_group.endpoint.arn
  target_id        = "10.0.0.10"
  port             = 443
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.imported.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.endpoint.arn
  }
}
resource "aws_lb_listener_rule" "health" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10
  action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      message_body = "ok"
      status_code  = "200"
    }
  }
  condition {
    path_pattern { values = ["/health"] }
  }
}
resource "aws_lb" "back" {
  name               = "back"
  internal           = true
  load_balancer_type = "network"
  subnets            = aws_subnet.zone[*].id
}
resource "aws_lb_target_group" "backend" {
  name     = "backend"
  port     = 80
  protocol = "TCP"
  vpc_id   = aws_vpc.home.id
}
resource "aws_lb_listener" "tcp" {
  load_balancer_arn = aws_lb.back.arn
  port              = 80
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.backend.arn
  }
}
resource "aws_api_gateway_vpc_link" "first" {
  name        = "first"
  target_arns = [aws_lb.back.arn]
}
resource "aws_apigatewayv2_vpc_link" "second" {
  name               = "second"
  subnet_ids         = aws_subnet.zone[*].id
  security_group_ids = [aws_security_group.front.id]
  tags               = { a = "b" }
}
resource "aws_wafv2_ip_set" "banned" {
  name               = "banned"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = var.revision == "1" ? ["192.0.2.0/24"] : ["192.0.2.0/24", "203.0.113.7/32"]
}
resource "aws_wafv2_web_acl" "guard" {
  name  = "guard"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "banned"
    priority = 1
    action {
      block {}
    }
    statement {
      ip_set_reference_statement { arn = aws_wafv2_ip_set.banned.arn }
    }
    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "banned"
      sampled_requests_enabled   = false
    }
  }
  rule {
    name     = "core"
    priority = 2
    override_action {
      count {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "core"
      sampled_requests_enabled   = false
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "guard"
    sampled_requests_enabled   = false
  }
}
resource "aws_api_gateway_rest_api" "private" {
  name = "terraform"
  endpoint_configuration { types = ["PRIVATE"] }
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "terraform", version = "1" }
    paths = { "/" = { get = {
      responses = { "200" = { description = "fine" } }
      "x-amazon-apigateway-integration" = { type = "mock", requestTemplates = { "application/json" = "{\"statusCode\": 200}" }, responses = { default = { statusCode = "200" } } }
    } } }
  })
  lifecycle { ignore_changes = [policy] }
}
resource "aws_api_gateway_deployment" "it" {
  rest_api_id = aws_api_gateway_rest_api.private.id
}
resource "aws_api_gateway_stage" "demo" {
  rest_api_id   = aws_api_gateway_rest_api.private.id
  deployment_id = aws_api_gateway_deployment.it.id
  stage_name    = "demo"
}
resource "aws_wafv2_web_acl_association" "stage" {
  web_acl_arn  = aws_wafv2_web_acl.guard.arn
  resource_arn = aws_api_gateway_stage.demo.arn
}
