CREATE TABLE `Lead` (email VARCHAR(254), updated_at TIMESTAMP NULL);
INSERT INTO `Lead` VALUES ('ann.LEE@example.com', '2022-01-01 00:00:00'), ('bob@example.com', NULL);
